"""Vietnamese words as data: YAML files loaded, validated and compiled."""
