"""A local server for development that speaks TF Serving's interfaces, REST and gRPC, on TensorFlow's runtime.

    values      JSON values to arrays and back
    models      folders of versions, loaded as they appear
    tensors     gRPC's tensors to arrays
    batching    requests of several clients in one call
    sizes       the memory that requests take
    connections   what becomes of slow ones
    service     models, limits, errors and counts, whatever the protocol
    app         the routes of REST; a Starlette application
    remote_calls  the calls of gRPC
    page/       a page to play with, which asks these routes

It is no replacement for TF Serving: one process, one call at a time.
"""

from tfgan_zoo.lazy import lazy_names

__all__ = ["Limits", "application"]

__getattr__ = lazy_names(__name__, {"Limits": "service", "application": "app"})
