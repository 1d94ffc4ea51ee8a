"""`tfgan-zoo play`."""

import threading
import webbrowser

from tfgan_zoo.cli import serve

SECONDS = 1.0  # from the start of the server to that of the browser


def add(subparsers):
    parser = subparsers.add_parser(
        "play",
        help="play with exported generators in a browser",
        description="Serve exported generators on this machine, as `tfgan-zoo serve`, and open a page that draws "
        "samples by seed, label or caption, walks from one to another, plays sounds and saves files.",
    )
    serve.add_flags(parser)
    parser.add_argument("--no-browser", action="store_true", help="only print the page's address")
    parser.set_defaults(command=play)


def play(flags):
    application = serve.prepared(flags)
    address = f"http://{flags.host}:{flags.port}/play/"
    print(f"the page: {address} (Ctrl-C ends it)", flush=True)
    if not flags.no_browser:
        browser = threading.Timer(SECONDS, webbrowser.open, [address])
        browser.daemon = True
        browser.start()
    return serve.run(application, flags)
