"""A Jupyter client for the tests: starts the kernel from its spec and runs cells.

One JSON object a line on standard input, one on standard output:
  {"execute": "code", "cell": "id"}                 -> {"status", "execution_count", "outputs", ...}
  {"execute": "code", "interrupt_after": seconds}   -> the same, interrupted; with "seconds" after the interrupt
  {"execute": "code", "interrupt_on": "text"}       -> the same, interrupted as soon as the cell prints the text
  {"execute_all": ["code", ...]}                    -> [reply, ...]: sent at once, as "Run all" does
  {"complete": "code"} {"inspect": "code"} {"info": true}
"""

import json
import subprocess
import sys
import threading
import time

from jupyter_client.manager import start_new_kernel


def collect(client, message_id, timeout, on_text=None):
    """Outputs of a cell up to its idle status; tells of the text it prints as it comes."""
    outputs = []
    while True:
        message = client.get_iopub_msg(timeout=timeout)
        if message["parent_header"].get("msg_id") != message_id:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "status" and content["execution_state"] == "idle":
            return outputs
        if kind != "status":
            outputs.append({"type": kind, **content})
        if kind == "stream" and on_text is not None:
            on_text(content["text"])


def shell_reply(client, message_id, timeout):
    while True:
        message = client.get_shell_msg(timeout=timeout)
        if message["parent_header"].get("msg_id") == message_id:
            return message["content"]


def send(client, code, cell=""):
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
               "stop_on_error": True}
    message = client.session.msg("execute_request", content, metadata={"cellId": cell})
    client.shell_channel.send(message)
    return message["header"]["msg_id"]


def execute(manager, client, request, timeout):
    message_id = send(client, request["execute"], request.get("cell") or "")
    interrupted = []

    def interrupt():
        interrupted.append(time.monotonic())
        manager.interrupt_kernel()

    if request.get("interrupt_after") is not None:
        threading.Timer(request["interrupt_after"], interrupt).start()

    def on_text(text):
        if request.get("interrupt_on") and request["interrupt_on"] in text and not interrupted:
            interrupt()

    outputs = collect(client, message_id, timeout, on_text)
    ended = time.monotonic()
    reply = shell_reply(client, message_id, timeout)
    reply["outputs"] = outputs
    if interrupted:
        reply["seconds"] = ended - interrupted[0]
    return reply


def main(name, folder, timeout):
    # The answers go out on standard output: the kernel, which would inherit it, must not write there, nor make it
    # non-blocking.
    manager, client = start_new_kernel(
        kernel_name=name, cwd=folder, startup_timeout=timeout, stdout=subprocess.DEVNULL
    )
    try:
        print(json.dumps({"ready": True}), flush=True)
        for line in sys.stdin:
            request = json.loads(line)
            if "execute" in request:
                reply = execute(manager, client, request, timeout)
            elif "execute_all" in request:
                ids = [send(client, code) for code in request["execute_all"]]
                reply = [shell_reply(client, message_id, timeout) for message_id in ids]
            elif "complete" in request:
                reply = shell_reply(client, client.complete(request["complete"]), timeout)
            elif "inspect" in request:
                reply = shell_reply(client, client.inspect(request["inspect"]), timeout)
            else:
                reply = shell_reply(client, client.kernel_info(), timeout)
            print(json.dumps(reply), flush=True)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=False)


main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
