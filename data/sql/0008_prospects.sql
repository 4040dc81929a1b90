-- The screen counts who is no client yet without looking at everybody.
CREATE INDEX client_prospect ON client(id) WHERE state = 'prospect';
