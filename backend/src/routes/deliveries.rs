//! What was sent: listed, read, and told as it happens.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive, KeepAliveStream};
use shared::wire::{Submission, SubmissionEvent, SubmissionList, SubmissionResult, SubmissionTrail};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc::{Sender, channel};
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{Stream, StreamExt};

use super::session::credentials;
use crate::auth::Auth;
use crate::error::AppError;
use crate::state::AppState;
use crate::store::{StoreError, SubmissionFilter, Thing};

/// How many are listed unless it is said how many.
const LISTED: usize = 50;
/// The most that are listed at once.
const MOST: usize = 200;
/// The longest text that is looked for, in characters.
const TEXT: usize = 200;
/// What they can be asked for by.
const KNOWN: &str = "integration, result, text, before and limit";

/// `GET /api/deliveries`, with `?integration=ID&result=RESULT&text=TEXT&before=NUMBER&limit=NUMBER`
pub(super) async fn list(
    State(state): State<AppState>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Json<SubmissionList>, AppError> {
    let mut filter = SubmissionFilter { limit: LISTED, ..SubmissionFilter::default() };
    for (name, value) in asked.into_iter().filter(|(_, value)| !value.is_empty()) {
        ask_for(&mut filter, &name, value)?;
    }
    Ok(Json(state.deliveries.list(filter).await?))
}

/// `GET /api/deliveries/{number}`
pub(super) async fn read(
    State(state): State<AppState>,
    Path(number): Path<String>,
) -> Result<Json<SubmissionTrail>, AppError> {
    let number = number.parse().map_err(|_no_number| AppError::from(StoreError::NotFound(Thing::Submission)))?;
    Ok(Json(state.store.with(move |store| store.submission(number)).await?))
}

/// `GET /api/deliveries/events`: server-sent events, until the connection is closed, the session has ended or the server
/// stops.
pub(super) async fn follow(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Sse<KeepAliveStream<impl Stream<Item = Result<Event, Infallible>>>> {
    // One at a time: whoever reads slowly is behind in the broadcast, which says so.
    let (tell, told) = channel(1);
    if let Some(news) = state.deliveries.follow() {
        tokio::spawn(pass_on(news, tell, state.auth, headers));
    }
    let told = ReceiverStream::new(told);
    Sse::new(told.map(|it| Ok(Event::default().json_data(&it).unwrap_or_default()))).keep_alive(KeepAlive::default())
}

async fn pass_on(mut news: Receiver<Submission>, tell: Sender<SubmissionEvent>, auth: Arc<Auth>, headers: HeaderMap) {
    let mut event = Some(SubmissionEvent::Following);
    while let Some(it) = event {
        let is_signed_in = auth.check(credentials(&headers)).await.is_ok();
        if !is_signed_in || tell.send(it).await.is_err() {
            return;
        }
        event = tokio::select! {
            it = next(&mut news) => it,
            () = tell.closed() => return,
        };
    }
}

/// What is told next; `None` at the end.
async fn next(news: &mut Receiver<Submission>) -> Option<SubmissionEvent> {
    match news.recv().await {
        Ok(submission) => Some(SubmissionEvent::Recorded(Box::new(submission))),
        Err(RecvError::Lagged(_)) => Some(SubmissionEvent::Missed),
        Err(RecvError::Closed) => None,
    }
}

/// Takes one pair of the query.
fn ask_for(filter: &mut SubmissionFilter, name: &str, value: String) -> Result<(), AppError> {
    let wrong = |why: String| Err(AppError::Query(why));
    match name {
        "integration" => filter.integration = Some(value),
        "result" => match SubmissionResult::ALL.into_iter().find(|it| it.as_str() == value) {
            None => return wrong(format!("`result` must be one of {}.", results())),
            result => filter.result = result,
        },
        "text" if value.chars().count() > TEXT => return wrong(format!("`text` must have at most {TEXT} characters.")),
        "text" => filter.text = Some(value),
        "before" => match value.parse() {
            Ok(number) => filter.before = Some(number),
            Err(_no_number) => return wrong("`before` must be the number of a delivery.".to_owned()),
        },
        "limit" => match value.parse() {
            Ok(limit @ 1..=MOST) => filter.limit = limit,
            _ => return wrong(format!("`limit` must be a number from 1 to {MOST}.")),
        },
        _ => return wrong(format!("Deliveries are asked for by {KNOWN}; there is no `{name}`.")),
    }
    Ok(())
}

fn results() -> String {
    SubmissionResult::ALL.map(SubmissionResult::as_str).join(", ")
}

#[cfg(test)]
mod tests {
    use tokio::sync::broadcast;

    use super::*;

    fn submission(number: u64) -> Submission {
        Submission {
            number,
            at: 0,
            integration_id: String::new(),
            integration_name: String::new(),
            topic: String::new(),
            result: SubmissionResult::Delivered,
            messages: 1,
            delivered: 1,
            identical: 1,
            bytes: 2,
            error: None,
        }
    }

    #[tokio::test]
    async fn whoever_is_too_slow_is_told_that_some_were_missed_and_then_goes_on() {
        let (tell, mut news) = broadcast::channel(2);
        (1..=3).for_each(|number| assert_eq!(tell.send(submission(number)).ok(), Some(1)));
        assert_eq!(next(&mut news).await, Some(SubmissionEvent::Missed));
        for number in [2, 3] {
            assert_eq!(next(&mut news).await, Some(SubmissionEvent::Recorded(Box::new(submission(number)))));
        }
        drop(tell);
        assert_eq!(next(&mut news).await, None);
    }
}
