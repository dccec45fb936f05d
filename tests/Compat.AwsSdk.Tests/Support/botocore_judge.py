"""
Reads {"service", "operation", "protocol", "params", "request": {method, url, headers, body}} and prints the ways in which the request differs
from the one that botocore makes for the same parameters, and whether its signature is the one that botocore computes for it.
"""
import json
import sys
from urllib.parse import parse_qsl, urlsplit

import botocore.session
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.serialize import create_serializer

case = json.load(sys.stdin)
model = botocore.session.get_session().get_service_model(case["service"])
wanted = create_serializer(case["protocol"]).serialize_to_request(case["params"], model.operation_model(case["operation"]))
got = case["request"]
got_headers = {k.lower(): v for k, v in got["headers"].items()}
split = urlsplit(got["url"])
differences = []


def compare(what, expected, actual):
    if expected != actual:
        differences.append(f"{what}: botocore has {expected!r}, we have {actual!r}")


def body_of(body, kind):
    body = body.decode() if isinstance(body, bytes) else body
    if kind == "query":
        return dict(parse_qsl(body, keep_blank_values=True)) if isinstance(body, str) else {k: str(v) for k, v in body.items()}
    if case["operation"] == "Invoke":
        return body
    return json.loads(body) if body else None


compare("method", wanted["method"], got["method"])
compare("path", urlsplit(wanted["url_path"]).path, split.path)
query = wanted["query_string"]
# Some operations have a part of the query in their path.
fixed = dict(parse_qsl(urlsplit(wanted["url_path"]).query))
compare("query", {**fixed, **{k: str(v) for k, v in (query.items() if isinstance(query, dict) else parse_qsl(query))}}, dict(parse_qsl(split.query, keep_blank_values=True)))
for name, value in wanted["headers"].items():
    if name.lower() != "content-type":
        compare("header " + name, value, got_headers.get(name.lower()))
if case["protocol"] != "rest-json":
    compare("content type", wanted["headers"]["Content-Type"].split(";")[0], got_headers["content-type"].split(";")[0])
compare("body", body_of(wanted["body"], case["protocol"]), body_of(got["body"], case["protocol"]))

authorization = got_headers["authorization"]
scope = authorization.split("Credential=")[1].split(",")[0].split("/")
signed = authorization.split("SignedHeaders=")[1].split(",")[0].split(";")
signature = authorization.split("Signature=")[1]
compare("signed service", model.signing_name, scope[3])
auth = SigV4Auth(Credentials(scope[0], case["secret"]), scope[3], scope[2])
request = AWSRequest(
    method=got["method"], url="http://" + got_headers["host"] + got["url"], data=got["body"].encode(),
    headers={name: got_headers[name] for name in signed})
request.context["timestamp"] = got_headers["x-amz-date"]
text = auth.string_to_sign(request, auth.canonical_request(request))
compare("signature", auth.signature(text, request), signature)
print("\n".join(differences))
