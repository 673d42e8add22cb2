"""Retry rules and response limits shared by the HTTP clients."""

from mithaq.http_client.retry import (
    DeadlineExceeded,
    RequestLimits,
    ResponseTooLarge,
    RetryableError,
    one_line,
    read_body,
    retry_after,
)

__all__ = [
    "DeadlineExceeded",
    "RequestLimits",
    "ResponseTooLarge",
    "RetryableError",
    "one_line",
    "read_body",
    "retry_after",
]
