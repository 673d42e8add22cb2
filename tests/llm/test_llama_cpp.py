"""The reader against the server of llama.cpp itself, over a model with random weights.

The model is made here, so nothing is downloaded. It says nothing sensible: what is tried is the protocol, the schema
that the server turns into a grammar, and its errors. Needs the packages xllamacpp and gguf; skipped without them.
"""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from mithaq.extraction import extract
from mithaq.llm import LanguageModelExtractor, ModelSettings, usage

from tests.llm.articles import TEXT, news

gguf = pytest.importorskip("gguf")
xllamacpp = pytest.importorskip("xllamacpp")
numpy = pytest.importorskip("numpy")

WIDTH, HEADS, WIDE, WINDOW = 64, 4, 128, 16_384
SEED = 3


def random_model(path: Path) -> Path:
    """A model of one layer whose tokens are single bytes."""
    chance = numpy.random.default_rng(SEED)
    tokens = [b"<unk>", b"<s>", b"</s>", *(f"<0x{byte:02X}>".encode() for byte in range(256)), b"\xe2\x96\x81"]
    kinds = [gguf.TokenType.UNKNOWN, *[gguf.TokenType.CONTROL] * 2, *[gguf.TokenType.BYTE] * 256, gguf.TokenType.NORMAL]
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(WINDOW)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(WIDE)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types(kinds)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_chat_template("{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant: ")

    def weights(name: str, *shape: int) -> None:
        writer.add_tensor(f"{name}.weight", (chance.standard_normal(shape) * 0.3).astype(numpy.float32))

    weights("token_embd", len(tokens), WIDTH)
    weights("output", len(tokens), WIDTH)
    for name in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
        writer.add_tensor(f"{name}.weight", numpy.ones(WIDTH, numpy.float32))
    for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
        weights(f"blk.0.{name}", WIDTH, WIDTH)
    weights("blk.0.ffn_gate", WIDE, WIDTH)
    weights("blk.0.ffn_up", WIDE, WIDTH)
    weights("blk.0.ffn_down", WIDTH, WIDE)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def llama_server(model: Path, window: int) -> Any:
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model)
    parameters.n_ctx = window
    parameters.n_parallel = 1
    parameters.warmup = False
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        parameters.port = free.getsockname()[1]
    return xllamacpp.Server(parameters)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return random_model(tmp_path_factory.mktemp("model") / "random.gguf")


@pytest.mark.parametrize("window", [WINDOW, 6_500], ids=["fits", "too small"])
def test_the_server_of_llama_cpp_understands_the_requests(model: Path, window: int) -> None:
    server = llama_server(model, window)
    more = (f"زار الوزير في اليوم {k} الدولة رقم {k} وبحث فيها أمورا كثيرة ذات شأن." for k in range(25))
    text = "\n\n".join([TEXT, *more])
    settings = ModelSettings(server.listening_address, "random", context=WINDOW, max_tokens=100)
    facts = LanguageModelExtractor(settings)(news(text=text))
    counts = usage(settings)
    assert counts["tokens read"] > 1000
    assert (counts["requests"] >= 3) == (window < WINDOW)  # refused once, then in two parts
    assert all("HTTP" not in reason for reason in facts.unread)
    by_rules = extract(news(text=text))
    assert facts.meetings[: len(by_rules.meetings)] == by_rules.meetings
