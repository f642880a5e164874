//! A mail server that takes every mail and remembers it.

use mail_parser::MessageParser;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A mail that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenMail {
    /// Its `Message-ID`.
    pub id: String,
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
}

/// Speaks as much SMTP (RFC 5321) as it takes to be sent mails. It ends when it is dropped.
#[derive(Debug)]
pub struct MailSink {
    address: String,
    taken: Arc<Mutex<Vec<TakenMail>>>,
    serving: JoinHandle<()>,
}

impl MailSink {
    /// One on a free port of this machine.
    ///
    /// # Panics
    /// When there is none.
    pub async fn start() -> Self {
        Self::start_with(|| {}).await
    }

    /// One that does something with each mail before it confirms it.
    ///
    /// # Panics
    /// As [`MailSink::start`].
    pub async fn start_with(with_each: impl Fn() + Send + Sync + 'static) -> Self {
        let with_each = Arc::new(with_each);
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("this machine has a free port");
        let address = listener.local_addr().expect("the listener is bound").to_string();
        let taken = Arc::<Mutex<Vec<TakenMail>>>::default();
        let serving = tokio::spawn({
            let taken = Arc::clone(&taken);
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    let (taken, with_each) = (Arc::clone(&taken), Arc::clone(&with_each));
                    // Whoever hangs up in the middle has sent nothing.
                    tokio::spawn(async move { talk(stream, &taken, &*with_each).await.unwrap_or_default() });
                }
            }
        });
        Self { address, taken, serving }
    }

    /// Its address, as the configuration spells it.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// The mails so far, the oldest first.
    pub fn taken(&self) -> Vec<TakenMail> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for MailSink {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn talk(
    stream: TcpStream,
    taken: &Mutex<Vec<TakenMail>>,
    with_each: &(impl Fn() + Send + Sync),
) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 sink.example ready\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let verb = line.get(..4).unwrap_or(&line).to_ascii_uppercase();
        match verb.as_str() {
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mut mail = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    mail.push_str(line.strip_prefix('.').unwrap_or(&line));
                    mail.push_str("\r\n");
                }
                // Taken first and confirmed then: who dies in between has sent it all the same.
                taken.lock().unwrap_or_else(PoisonError::into_inner).push(read_mail(&mail));
                with_each();
                write.write_all(b"250 taken\r\n").await?;
            }
            "QUIT" => return write.write_all(b"221 bye\r\n").await,
            _ => write.write_all(b"250 sink.example\r\n").await?,
        }
    }
    Ok(())
}

fn read_mail(raw: &str) -> TakenMail {
    let mail = MessageParser::default().parse(raw).expect("a mail is a message");
    TakenMail {
        id: mail.message_id().unwrap_or_default().to_owned(),
        to: mail.to().and_then(|to| to.first()).and_then(|to| to.address()).unwrap_or_default().to_owned(),
        subject: mail.subject().unwrap_or_default().to_owned(),
        text: mail.body_text(0).unwrap_or_default().into_owned(),
    }
}
