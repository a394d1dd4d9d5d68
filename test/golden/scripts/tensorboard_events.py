"""Writes test/golden/tensorboard.json: what TensorBoard's own reader finds in an event file of ours.

    pip install tensorboard==2.21.0
    npx tsx -e "import('sentilab/tracking/node').then(({ writeEventFiles }) => writeEventFiles('events',
      [JSON.parse(require('fs').readFileSync('test/fixtures/run-record-v1/finished.json', 'utf8'))]))"
    python test/golden/scripts/tensorboard_events.py events > test/golden/tensorboard.json
"""

import glob
import hashlib
import json
import sys

import tensorboard
from google.protobuf.json_format import MessageToDict
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.hparams import plugin_data_pb2

(run,) = glob.glob(f"{sys.argv[1]}/*")
(file,) = glob.glob(f"{run}/events.out.tfevents.*")
accumulator = EventAccumulator(run, size_guidance={"scalars": 0})
accumulator.Reload()
hparams = {
    tag: MessageToDict(plugin_data_pb2.HParamsPluginData.FromString(content))
    for tag, content in accumulator.PluginTagToContent("hparams").items()
}
with open(file, "rb") as opened:
    sha256 = hashlib.sha256(opened.read()).hexdigest()
print(
    json.dumps(
        {
            "by": f"TensorBoard {tensorboard.__version__}",
            "sha256": sha256,
            "scalars": {
                tag: [[event.wall_time, event.step, event.value] for event in accumulator.Scalars(tag)]
                for tag in accumulator.Tags()["scalars"]
            },
            "hparams": hparams,
        },
        indent=1,
    )
)
