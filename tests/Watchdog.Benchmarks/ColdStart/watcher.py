"""A watcher as one writes it with boto3: polls the Lambda Runtime API, and at each event makes the AWS calls that one tick of QueueWatcher makes.

What it calls is in the file that WATCHER_CALLS names: a list of {service, method, parameters}, as recorded from QueueWatcher itself. It judges
nothing, which is in its favour, and it makes a client only when it first needs it.
"""
import http.client
import json
import os
import time

import boto3

RUNTIME = '/2018-06-01/runtime/invocation/'
METRICS = ('Ticks', 'Findings', 'InsufficientData', 'MessagesSent')

with open(os.environ['WATCHER_CALLS']) as file:
    CALLS = json.load(file)
clients = {}


def handle(event):
    for call in CALLS:
        service = call['service']
        if service not in clients:
            clients[service] = boto3.client(service)
        getattr(clients[service], call['method'])(**call['parameters'])
    print(f"watcher.py judged {event['time']}: {len(CALLS)} calls", flush=True)
    print(json.dumps({
        '_aws': {
            'Timestamp': int(time.time() * 1000),
            'CloudWatchMetrics': [{
                'Namespace': 'Watchdog',
                'Dimensions': [['Service', 'Watcher']],
                'Metrics': [{'Name': name, 'Unit': 'Count'} for name in METRICS],
            }],
        },
        'Service': 'watchdog', 'Watcher': 'watcher.py', 'Ticks': 1, 'Findings': 0, 'InsufficientData': 0, 'MessagesSent': 0,
    }), flush=True)


def main():
    runtime = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
    while True:
        runtime.request('GET', RUNTIME + 'next')
        answer = runtime.getresponse()
        request_id = answer.headers['Lambda-Runtime-Aws-Request-Id']
        event = json.loads(answer.read())
        try:
            handle(event)
            path, body = 'response', b''
        except Exception as e:
            path, body = 'error', json.dumps({'errorType': type(e).__name__, 'errorMessage': str(e)}).encode()
        runtime.request('POST', f'{RUNTIME}{request_id}/{path}', body)
        runtime.getresponse().read()


main()
