"""Letters, words, numbers and dates of Arabic: algorithms that every later room stands on."""
