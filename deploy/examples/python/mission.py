#!/usr/bin/env python3
"""Asks for a mission and follows it to its end: mission.py BROKER ACCOUNT MISSION.json

Needs confluent-kafka (pip install confluent-kafka). Prints each event once, type and body. Exit code 0 if the mission
succeeded, 1 if it was refused or failed.
"""

import json
import sys
import uuid
from datetime import datetime, timezone

from confluent_kafka import OFFSET_BEGINNING, Consumer, Producer, TopicPartition

ANSWERS = ["mission.refused", "mission.created"]
STORY = ["call.requested", "call.scheduled", "call.completed", "call.abandoned", "insight.ready", "mission.completed"]


def request(broker, account, body):
    """Returns the id of the request, once the broker has it."""
    id = str(uuid.uuid4())
    lost = []
    producer = Producer({"bootstrap.servers": broker, "acks": "all"})
    producer.produce(
        "mission.requested",
        key=account,
        value=body,
        headers={
            "ce_specversion": "1.0",
            "ce_id": id,
            "ce_type": "mission.requested.v1",
            "ce_source": "/example",
            "ce_subject": id,
            "ce_time": datetime.now(timezone.utc).isoformat().replace("+00:00", "Z"),
            "content-type": "application/json",
        },
        on_delivery=lambda error, _: lost.append(error) if error else None,
    )
    producer.flush()
    if lost:
        sys.exit(f"not requested: {lost[0]}")
    return id


def events(consumer, topics, header, value):
    """Every event of those topics, from the beginning, that has that header, each once; None when there is none yet."""
    known = consumer.list_topics().topics
    consumer.assign([TopicPartition(t, p, OFFSET_BEGINNING) for t in topics for p in known[t].partitions])
    seen = set()
    while True:
        message = consumer.poll(1)
        if message is None or message.error():
            yield None
            continue
        headers = {name: text.decode() for name, text in message.headers() or []}
        if headers.get(header) == value and headers["ce_id"] not in seen:
            seen.add(headers["ce_id"])
            print(headers["ce_type"], message.value().decode(), flush=True)
            yield message.topic(), headers, json.loads(message.value())


def main(broker, account, file):
    with open(file, "rb") as mission:
        id = request(broker, account, mission.read())
    # No group is joined, but the client wants a name for one.
    consumer = Consumer({"bootstrap.servers": broker, "group.id": "example", "enable.auto.commit": False})
    topic, headers, _ = next(filter(None, events(consumer, ANSWERS, "causationid", id)))
    if topic == "mission.refused":
        return 1
    status = None
    for event in events(consumer, STORY, "correlationid", headers["correlationid"]):
        # Topics are read in any order: the end is believed once nothing else comes.
        if event is None and status:
            return 0 if status == "succeeded" else 1
        if event and event[0] == "mission.completed":
            status = event[2]["status"]


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
