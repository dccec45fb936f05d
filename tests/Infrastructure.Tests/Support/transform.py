"""Transforms the template as CloudFormation's macro does, and prints what comes of it as JSON."""
import json
import sys

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class ManagedPolicies:
    """Stands for the call to IAM by which the macro learns the ARNs of managed policies."""

    def load(self):
        return {"AWSLambdaBasicExecutionRole": "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"}


with open(sys.argv[1], encoding="utf-8") as file:
    template = yaml_parse(file)
for resource in template["Resources"].values():
    if resource["Type"] == "AWS::Serverless::Function":
        # `sam package` puts the address of the uploaded code here.
        assert resource["Properties"]["CodeUri"] == ".", resource["Properties"]["CodeUri"]
        resource["Properties"]["CodeUri"] = "s3://bucket/key"
json.dump(transform(template, {}, ManagedPolicies()), sys.stdout)
