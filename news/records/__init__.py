from pathlib import Path

SOURCES_OF_NEW_SITE = Path(__file__).parent / "data" / "sources.toml"
