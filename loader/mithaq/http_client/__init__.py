"""What the clients of other people's servers share: how patient they are, and how much they take in."""

from mithaq.http_client.patience import Manners, TooLarge, TooLate, TryAgain, one_line, read_body, retry_after

__all__ = ["Manners", "TooLarge", "TooLate", "TryAgain", "one_line", "read_body", "retry_after"]
