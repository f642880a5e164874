// The operations of the sign-in bar.

export const SIGN_IN = /* GraphQL */ `
  mutation SignIn($email: String!, $password: String!) {
    signIn(input: { email: $email, password: $password, deviceName: "GraphQL-Explorer" }) {
      accessToken
      refreshToken
      secondFactorChallenge
      errors { code message }
    }
  }
`;

export const COMPLETE_SIGN_IN = /* GraphQL */ `
  mutation CompleteSignIn($challenge: String!, $code: String!) {
    completeSignIn(input: { challenge: $challenge, code: $code, deviceName: "GraphQL-Explorer" }) {
      accessToken
      refreshToken
      errors { code message }
    }
  }
`;

export const REFRESH_SESSION = /* GraphQL */ `
  mutation RefreshSession($refreshToken: String!) {
    refreshSession(input: { refreshToken: $refreshToken }) {
      accessToken
      refreshToken
      errors { code message }
    }
  }
`;

export const SIGN_OUT = /* GraphQL */ `
  mutation SignOut {
    signOut { errors { code message } }
  }
`;

export const VIEWER = /* GraphQL */ `
  query Viewer {
    viewer {
      account { id }
      name
      roles { id role organisation { name } }
      suspendedRoles { id }
    }
  }
`;
