-- The few entries that are marked with signs or closeness are found without reading a client's log: when it began.
CREATE INDEX interaction_marked ON interaction(client_id, id) WHERE signs IS NOT NULL OR closeness IS NOT NULL;
