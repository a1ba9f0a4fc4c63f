"""What a publisher may set under the plugin's name in mkdocs.yml."""

from mkdocs.config import config_options
from mkdocs.config.base import Config


class Options(Config):
    """The plugin's entries in mkdocs.yml; paths are relative to it."""

    measures = config_options.Type(str, default="measures")
    overrides = config_options.Type(str, default="overrides")
    annexes = config_options.Type(str, default="measures")
    indicateurs = config_options.Type(str, default="")
    historique = config_options.Type(bool, default=True)
    offline = config_options.Type(bool, default=True)
    publication = config_options.Type(dict, default={})
    production = config_options.Type(bool, default=False)
    search = config_options.Choice(("lunr", "pagefind"), default="lunr")
