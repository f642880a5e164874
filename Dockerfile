# The binary with everything in it: database drivers, reference data, explorer. Build: docker build -t bildungsnetz .
FROM node:22-bookworm-slim AS node

FROM rust:1.95-bookworm AS build
# The explorer is bundled with Node while the crate is built.
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \
    cargo build --locked --profile dist -p bildungsnetz && cp target/dist/bildungsnetz /usr/local/bin/

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/bildungsnetz --create-home bildungsnetz
COPY --from=build /usr/local/bin/bildungsnetz /usr/local/bin/
USER bildungsnetz
WORKDIR /var/lib/bildungsnetz
ENV BILDUNGSNETZ_LISTEN=0.0.0.0:8080 \
    BILDUNGSNETZ_DATA_DIR=/var/lib/bildungsnetz \
    BILDUNGSNETZ_LOG__FORMAT=json
VOLUME /var/lib/bildungsnetz
EXPOSE 8080
ENTRYPOINT ["bildungsnetz"]
CMD ["serve"]
