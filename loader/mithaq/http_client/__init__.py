"""Retry rules, time and size limits, and authentication challenges, shared by the HTTP clients."""

from mithaq.http_client.causes import cause_of, causes_of
from mithaq.http_client.challenges import Challenge, parse_challenges
from mithaq.http_client.deadline import call_within
from mithaq.http_client.retry import (
    DeadlineExceeded,
    RequestLimits,
    ResponseTooLarge,
    RetryableError,
    one_line,
    read_body,
    retry_after,
)
from mithaq.http_client.urls import NoAuth, has_credentials, without_secrets

__all__ = [
    "Challenge",
    "DeadlineExceeded",
    "NoAuth",
    "RequestLimits",
    "ResponseTooLarge",
    "RetryableError",
    "call_within",
    "cause_of",
    "causes_of",
    "has_credentials",
    "one_line",
    "parse_challenges",
    "read_body",
    "retry_after",
    "without_secrets",
]
