"""khabar: a news reader for the terminal that sets right-to-left text right."""

__version__ = "0.1.0"
