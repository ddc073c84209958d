"""What the database keeps beside a team: whether its opportunity is open, and whether the brand owner attends to it.

How much each person has to do is counted at every assignment, and whom nobody attends to at every Home: from a narrow
index and a short table in milliseconds, where joins over a million opportunities take seconds. Triggers keep both,
since many verbs close, reopen, add and take away.
"""

from __future__ import annotations

IS_OPEN = "{row}.closed_on IS NULL AND NOT {row}.entered_in_error"
ATTENDED = """EXISTS (SELECT FROM opportunities_member m JOIN directory_person p ON p.id = m.person_id
        JOIN directory_organization c ON c.id = p.organization_id
        WHERE m.opportunity_id = {opportunity} AND c.kind = 'brand_owner')"""
# The opportunity is held until the transaction ends, so that whoever closes it meanwhile, or takes somebody away, finds
# the new member.
MEMBER_JOINS_SQL = f"""
CREATE OR REPLACE FUNCTION opportunities_member_joins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT {IS_OPEN.format(row="o")} INTO NEW.still_open
        FROM opportunities_opportunity o WHERE o.id = NEW.opportunity_id FOR NO KEY UPDATE;
    DELETE FROM opportunities_unattended u USING directory_person p, directory_organization c
        WHERE u.opportunity_id = NEW.opportunity_id
        AND p.id = NEW.person_id AND c.id = p.organization_id AND c.kind = 'brand_owner';
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION opportunities_member_joins() FROM public;
CREATE OR REPLACE TRIGGER member_joins BEFORE INSERT ON opportunities_member
    FOR EACH ROW EXECUTE FUNCTION opportunities_member_joins();
"""  # noqa: S608 - nothing in any of them comes from outside
MEMBER_GOES_SQL = f"""
CREATE OR REPLACE FUNCTION opportunities_member_goes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM opportunities_opportunity o WHERE o.id = OLD.opportunity_id FOR NO KEY UPDATE;
    INSERT INTO opportunities_unattended (opportunity_id, partner_id)
        SELECT o.id, o.partner_id FROM opportunities_opportunity o WHERE o.id = OLD.opportunity_id
        AND NOT {ATTENDED.format(opportunity="o.id")}
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION opportunities_member_goes() FROM public;
CREATE OR REPLACE TRIGGER member_goes AFTER DELETE ON opportunities_member
    FOR EACH ROW WHEN (OLD.still_open) EXECUTE FUNCTION opportunities_member_goes();
"""  # noqa: S608
OPPORTUNITY_OPENS_SQL = f"""
CREATE OR REPLACE FUNCTION opportunities_opportunity_opens() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        UPDATE opportunities_member SET still_open = {IS_OPEN.format(row="NEW")} WHERE opportunity_id = NEW.id;
    END IF;
    IF {IS_OPEN.format(row="NEW")} THEN
        INSERT INTO opportunities_unattended (opportunity_id, partner_id)
            SELECT NEW.id, NEW.partner_id WHERE NOT {ATTENDED.format(opportunity="NEW.id")};
    ELSE
        DELETE FROM opportunities_unattended WHERE opportunity_id = NEW.id;
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION opportunities_opportunity_opens() FROM public;
CREATE OR REPLACE TRIGGER opportunity_entered AFTER INSERT ON opportunities_opportunity FOR EACH ROW
    WHEN ({IS_OPEN.format(row="NEW")}) EXECUTE FUNCTION opportunities_opportunity_opens();
CREATE OR REPLACE TRIGGER opportunity_opens AFTER UPDATE ON opportunities_opportunity FOR EACH ROW
    WHEN (({IS_OPEN.format(row="OLD")}) IS DISTINCT FROM ({IS_OPEN.format(row="NEW")}))
    EXECUTE FUNCTION opportunities_opportunity_opens();
"""  # noqa: S608
TEAMS_SQL = [MEMBER_JOINS_SQL, MEMBER_GOES_SQL, OPPORTUNITY_OPENS_SQL]
# For what was there before the triggers.
FILL = [
    f"UPDATE opportunities_member m SET still_open = true FROM opportunities_opportunity o "  # noqa: S608
    f"WHERE o.id = m.opportunity_id AND {IS_OPEN.format(row='o')}",
    f"INSERT INTO opportunities_unattended (opportunity_id, partner_id) SELECT o.id, o.partner_id "  # noqa: S608
    f"FROM opportunities_opportunity o WHERE {IS_OPEN.format(row='o')} AND NOT {ATTENDED.format(opportunity='o.id')}",
]
