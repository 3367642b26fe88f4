//! The bearer token of a client: fetched when a call needs it, once for all calls that wait for it,
//! and kept until it expires.
//!
//! A fetch is a separate task, which continues if the call that started it times out. Otherwise a
//! token that takes longer than the timeout of the calls could never be fetched. This module does
//! not decide whether a call is sent again with another token.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::Url;
use tokio::sync::watch;
use tokio::time::{Instant, timeout, timeout_at};

use super::refusal::{Failure, Refusal};
use super::{Transport, token_request};
use crate::credential::Origin;
use crate::panics::{awaited, caught};
use crate::{AccessToken, BearerToken, SecretString};

/// The shortest time that a fetch has; the client's time for a call, where that is longer. A client
/// whose calls have less time than the token endpoint takes still gets a token for the next call.
const SHORTEST_FETCH: Duration = Duration::from_secs(20);

/// The longest time that a fetch has, for clients whose calls are not bounded.
const LONGEST_FETCH: Duration = Duration::from_secs(3600);

/// How long after its time a fetch is still waited for. One that says nothing by then is driven by
/// a runtime that no longer drives anything.
const GRACE: Duration = Duration::from_secs(1);

/// A token source at work for one client.
pub(crate) struct Bearer {
    origin: Origin,
    /// The token endpoint, where the origin has one.
    endpoint: Option<Url>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// How many fetches have begun.
    begun: u64,
    /// The fetch that the token is from, and the token.
    current: Option<(u64, AccessToken)>,
    fetch: Option<Fetch>,
    /// Why the last fetch failed; nothing once a token came.
    failure: Option<Failure>,
}

impl State {
    /// Waits no longer for a fetch.
    fn forget(&mut self, number: u64) {
        let waited_for = self.fetch.as_ref().map(|fetch| fetch.number);
        if waited_for == Some(number) {
            self.fetch = None;
        }
    }
}

/// A fetch under way.
#[derive(Clone)]
struct Fetch {
    number: u64,
    outcome: watch::Receiver<Option<Outcome>>,
    /// When its time is over.
    ends: Instant,
}

type Outcome = Result<Token, Failure>;

/// A token as a call carries it.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) text: BearerToken,
    /// The fetch that it is from: a source may give the same text again.
    pub(super) fetch: u64,
}

/// What a call does for its token.
enum Step {
    Carry(Token),
    Fail(Failure),
    /// Waits, for a fetch of its own or for one that is under way.
    Wait(Fetch, Begun),
}

/// Who began a fetch.
#[derive(Clone, Copy)]
enum Begun {
    Here,
    Before,
}

impl Bearer {
    pub(crate) fn new(origin: Origin, endpoint: Option<Url>) -> Self {
        Self {
            origin,
            endpoint,
            state: Mutex::default(),
        }
    }

    /// Returns a token: the one at hand, unless it ends soon or is from the fetch whose token was
    /// `rejected`, or else the one that the fetch under way brings.
    pub(super) async fn token(
        self: &Arc<Self>,
        transport: &Transport,
        rejected: Option<u64>,
    ) -> Result<Token, Failure> {
        if let Origin::Given(text) = &self.origin {
            let text = text.clone();
            return Ok(Token { text, fetch: 0 });
        }
        loop {
            let (fetch, begun) = match self.step(transport, rejected) {
                Step::Carry(token) => return Ok(token),
                Step::Fail(failure) => return Err(failure),
                Step::Wait(fetch, begun) => (fetch, begun),
            };
            let number = fetch.number;
            // Few calls wait: the others have no room for it.
            if let Some(outcome) = Box::pin(fetch.outcome()).await {
                return outcome;
            }
            // It ended with the runtime that drove it.
            self.state().forget(number);
            if let Begun::Here = begun {
                let refusal = Refusal::new("the runtime that asked for it was shut down");
                return Err(Failure::new(refusal));
            }
        }
    }

    /// Why no token could be had the last time, unless one came since.
    pub(super) fn failure(&self) -> Option<Failure> {
        self.state().failure.clone()
    }

    fn step(self: &Arc<Self>, transport: &Transport, rejected: Option<u64>) -> Step {
        let mut state = self.state();
        let kept = state
            .current
            .as_ref()
            .filter(|(fetch, token)| token.is_fresh() && rejected != Some(*fetch));
        if let Some((fetch, token)) = kept {
            return Step::Carry(Token {
                text: token.token().clone(),
                fetch: *fetch,
            });
        }
        state.current = None;
        if let Some(fetch) = &state.fetch {
            return Step::Wait(fetch.clone(), Begun::Before);
        }
        if let Some(failure) = &state.failure {
            if !failure.pause().is_zero() {
                return Step::Fail(failure.clone());
            }
        }
        Step::Wait(self.begin(transport, &mut state), Begun::Here)
    }

    /// Begins a fetch, on the runtime of the call that needs it.
    fn begin(self: &Arc<Self>, transport: &Transport, state: &mut State) -> Fetch {
        state.begun += 1;
        let number = state.begun;
        let time = transport.timeout.clamp(SHORTEST_FETCH, LONGEST_FETCH);
        let (sender, outcome) = watch::channel(None);
        let fetch = Fetch {
            number,
            outcome,
            ends: Instant::now() + time,
        };
        state.fetch = Some(fetch.clone());
        let (http, limit) = (transport.http.clone(), transport.max_response_size);
        let bearer = Arc::clone(self);
        tokio::spawn(async move {
            let fetching = timeout(time, bearer.fetch(&http, limit, time));
            let fetched = fetching.await.unwrap_or_else(|_| {
                Err(Refusal::new("the token source did not end in its time").transient(true))
            });
            sender.send_replace(Some(bearer.end(number, fetched)));
        });
        fetch
    }

    /// Keeps what a fetch brought.
    fn end(&self, number: u64, fetched: Result<AccessToken, Refusal>) -> Outcome {
        let mut state = self.state();
        state.forget(number);
        match fetched {
            Ok(token) => {
                let text = token.token().clone();
                // One that nobody waited for any more may end after the next one.
                if state.current.as_ref().is_none_or(|(of, _)| *of < number) {
                    state.current = Some((number, token));
                }
                state.failure = None;
                Ok(Token {
                    text,
                    fetch: number,
                })
            }
            Err(refusal) => {
                let failure = Failure::new(refusal);
                state.failure = Some(failure.clone());
                Err(failure)
            }
        }
    }

    async fn fetch(
        &self,
        http: &reqwest::Client,
        limit: usize,
        time: Duration,
    ) -> Result<AccessToken, Refusal> {
        match (&self.origin, &self.endpoint) {
            (Origin::Given(token), _) => Ok(AccessToken::new(token.clone())),
            (Origin::Caller(source), _) => {
                let fetching = caught(|| source()).map_err(|_| panicked())?;
                // What it fails with is the caller's, too.
                let fetching = async { fetching.await.map_err(|refusal| refusal.to_string()) };
                let fetched = awaited(fetching).await.map_err(|_| panicked())?;
                fetched
                    .map_err(|said| Refusal::new("the token source failed").said(None, Some(said)))
            }
            (Origin::ClientCredentials(credentials), Some(endpoint)) => {
                // A connection that says nothing costs half of the time, not all of it.
                token_request::fetch(http, limit, time / 2, credentials, endpoint).await
            }
            (Origin::ClientCredentials(_), None) => Err(Refusal::new(
                "no token endpoint is known: name it with `token_url`",
            )),
        }
    }

    /// Every text that the source itself sends and that is a secret, to be masked in what a server
    /// says.
    pub(crate) fn secrets(&self) -> Vec<SecretString> {
        match &self.origin {
            Origin::Given(token) => vec![token.secret().clone()],
            Origin::Caller(_) => Vec::new(),
            Origin::ClientCredentials(credentials) => token_request::secrets(credentials),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Fetch {
    /// What comes of it; nothing where it ended with its runtime, or is not driven any more.
    async fn outcome(mut self) -> Option<Outcome> {
        let outcome = self.outcome.wait_for(Option::is_some);
        let outcome = timeout_at(self.ends + GRACE, outcome).await.ok()?.ok()?;
        outcome.clone()
    }
}

fn panicked() -> Refusal {
    Refusal::new("the token source panicked")
}
