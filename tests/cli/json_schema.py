# usage: json_schema.py SCHEMA FILE: whether each JSON object in the file, one a line, is as the schema says.
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
count = 0
with open(sys.argv[2], encoding="utf-8") as file:
    for line in file:
        validator.validate(json.loads(line))
        count += 1
sys.exit(0 if count > 0 else "no object")
