"""A second reader: a language model behind a local or hosted server, grounded in the text.

`LanguageModelExtractor` adds facts of a model to those of the rules. It speaks the OpenAI chat completions API and the
API of Ollama. The model quotes a sentence for each fact. What the article does not have word for word is dropped and
counted. Answers are kept on disk by text, model and prompt, so a run resumes where it ended.
"""

from mithaq.llm.cache import AnswerCache
from mithaq.llm.extractor import RULE_PREFIX, LanguageModelExtractor
from mithaq.llm.settings import KEY_VARIABLE, ModelSettings, Protocol, default_llm_cache
from mithaq.llm.usage import usage, usage_lines

__all__ = [
    "KEY_VARIABLE",
    "RULE_PREFIX",
    "AnswerCache",
    "LanguageModelExtractor",
    "ModelSettings",
    "Protocol",
    "default_llm_cache",
    "usage",
    "usage_lines",
]
