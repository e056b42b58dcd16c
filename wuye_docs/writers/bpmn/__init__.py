"""Flows as BPMN 2.0 files, with the places of their swimlane charts."""
