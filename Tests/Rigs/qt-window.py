#!/usr/bin/python3
"""qt-window.py TITLE: a native window of Qt 5, 400 by 300."""
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "wayland"
from PyQt5 import QtWidgets  # noqa: E402

application = QtWidgets.QApplication(sys.argv)
window = QtWidgets.QLabel("x")
window.setWindowTitle(sys.argv[1])
window.resize(400, 300)
window.show()
# Qt's own tidying may wait for the compositor, which has forgotten the window.
application.lastWindowClosed.connect(lambda: os._exit(0))
application.exec()
