"""Whether a membership is on an open opportunity stands on the membership itself, kept right by the database.

How much each person has to do is counted at every assignment, over all open opportunities; from one narrow index this
takes milliseconds where a join takes seconds. Triggers keep it since many verbs close, reopen or add people.
"""

from __future__ import annotations

# Held until the transaction ends, so that whoever closes the opportunity meanwhile finds the new member.
MEMBER_JOINS_SQL = """
CREATE OR REPLACE FUNCTION opportunities_member_joins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT o.closed_on IS NULL AND NOT o.entered_in_error INTO NEW.still_open
        FROM opportunities_opportunity o WHERE o.id = NEW.opportunity_id FOR SHARE;
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION opportunities_member_joins() FROM public;
CREATE OR REPLACE TRIGGER member_joins BEFORE INSERT ON opportunities_member
    FOR EACH ROW EXECUTE FUNCTION opportunities_member_joins();
"""
OPPORTUNITY_CLOSES_SQL = """
CREATE OR REPLACE FUNCTION opportunities_opportunity_closes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE opportunities_member SET still_open = NEW.closed_on IS NULL AND NOT NEW.entered_in_error
        WHERE opportunity_id = NEW.id;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION opportunities_opportunity_closes() FROM public;
CREATE OR REPLACE TRIGGER opportunity_closes AFTER UPDATE ON opportunities_opportunity FOR EACH ROW
    WHEN ((OLD.closed_on IS NULL AND NOT OLD.entered_in_error)
        IS DISTINCT FROM (NEW.closed_on IS NULL AND NOT NEW.entered_in_error))
    EXECUTE FUNCTION opportunities_opportunity_closes();
"""
