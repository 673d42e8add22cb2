"""What the clients of other people's servers share: how patient they are, and how much they take in."""

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
