"""The statements that write a book of opportunities: skewed as real books are, beside the demo's records.

One partner has a twentieth of a million opportunities, most have few; a partner's own people share its deals. A quarter
of the deals is open, of those closed two thirds are won, as in the real data.
"""

from __future__ import annotations

SHAPE = """
SELECT setseed(0.42);
CREATE TEMP TABLE shape AS SELECT %(size)s::int AS size, greatest(20, %(size)s / 500)::int AS partners,
    greatest(200, %(size)s / 50)::int AS accounts, greatest(2, %(size)s / 50000)::int AS managers,
    greatest(5, %(size)s / 5000)::int AS agents;
"""

# Companies, people and customers. Partner 1 is the largest and has a partner manager and thirty people.
DIRECTORY = """
CREATE TEMP TABLE owner AS SELECT id FROM directory_organization WHERE kind = 'brand_owner';
CREATE TEMP TABLE wanted (organization_id bigint, name text, role text);
INSERT INTO wanted SELECT owner.id, 'Channel manager ' || n, 'channel_manager'
    FROM owner, shape, generate_series(1, managers) AS n;
INSERT INTO wanted SELECT owner.id, 'Agent ' || n, 'sales_agent' FROM owner, shape, generate_series(1, agents) AS n;
CREATE FUNCTION pg_temp.hire() RETURNS void LANGUAGE sql AS $$
    INSERT INTO directory_person (organization_id, name, name_sort, role, job_title, phone, time_zone,
        language, theme, density, active, deactivated_by_brand_owner)
    SELECT organization_id, name, lower(name), role, '', '', 'UTC', 'en', '', '', true, false FROM wanted;
    TRUNCATE wanted
$$;
SELECT pg_temp.hire();
CREATE TEMP TABLE manager AS SELECT row_number() OVER (ORDER BY id) - 1 AS number, id FROM directory_person
    WHERE name LIKE 'Channel manager %';
CREATE TEMP TABLE agent AS SELECT row_number() OVER (ORDER BY id) - 1 AS number, id FROM directory_person
    WHERE name LIKE 'Agent %';

INSERT INTO directory_organization (kind, name, name_sort, tier, type, country, region, postal_code,
    channel_manager_id, time_zone, active, version)
SELECT 'partner', 'Measured partner ' || n, 'measured partner ' || n, (ARRAY['silver', 'gold',
    'platinum'])[1 + n % 3],
    'reseller', '', '', '', (SELECT id FROM manager WHERE number = n % managers), 'UTC', true, 1
FROM shape, generate_series(1, partners) AS n;
CREATE TEMP TABLE partner AS SELECT row_number() OVER (ORDER BY id) - 1 AS number, id, channel_manager_id
    FROM directory_organization WHERE name LIKE 'Measured partner %';
INSERT INTO wanted SELECT id, 'Seller ' || number || '.' || n, 'partner_rep'
    FROM partner, LATERAL generate_series(1, CASE WHEN number = 0 THEN 30 ELSE 1 END) AS n;
INSERT INTO wanted SELECT id, 'Manager ' || number, 'partner_manager' FROM partner WHERE number = 0;
SELECT pg_temp.hire();
CREATE TEMP TABLE seller AS SELECT row_number() OVER (PARTITION BY organization_id ORDER BY id) - 1 AS number, id,
    organization_id, count(*) OVER (PARTITION BY organization_id) AS colleagues
    FROM directory_person WHERE name LIKE 'Seller %';
UPDATE directory_person SET reports_to_id = boss.id FROM directory_person AS boss
    WHERE boss.name = 'Manager 0' AND directory_person.organization_id = boss.organization_id
    AND directory_person.id <> boss.id;

INSERT INTO directory_account (name, name_sort, industry, country, region, city, postal_code, domain, external_id,
    entered_by_id, version, created_at)
SELECT 'Measured customer ' || n, 'measured customer ' || n, 'retail', 'United States', 'OH', 'Columbus',
    '43004', '', '',
    owner.id, 1, now()
FROM owner, shape, generate_series(1, accounts) AS n;
CREATE TEMP TABLE account AS SELECT row_number() OVER (ORDER BY id) - 1 AS number, id FROM directory_account
    WHERE name LIKE 'Measured customer %';
ANALYZE partner, seller, account, agent, manager;
"""

# Who signs in to measure, with the demo's password: the largest partner's manager and one channel manager.
SIGN_INS = """
INSERT INTO access_user (password, is_superuser, email, is_staff, is_active, date_joined, person_id)
SELECT pat.password, false, CASE role WHEN 'partner_manager' THEN 'largest@measured.example'
    ELSE 'channel@measured.example' END, false, true, now(), person.id
FROM directory_person AS person, access_user AS pat
WHERE pat.email = 'pat@cardinal.example' AND person.name IN ('Manager 0', 'Channel manager 1');
INSERT INTO account_emailaddress (email, verified, "primary", user_id)
SELECT email, true, true, id FROM access_user WHERE email LIKE '%@measured.example';
"""

DEALS = """
CREATE TEMP TABLE product AS SELECT row_number() OVER (ORDER BY id) - 1 AS number, id FROM catalog_product;
CREATE TEMP TABLE stage AS SELECT row_number() OVER (ORDER BY "order") - 1 AS number, id, probability, outcome
    FROM opportunities_stage;
CREATE TEMP TABLE deal AS
SELECT n, floor(partners * power(random(), 2.54))::int AS partner, floor(random() * 1000)::int AS seller,
    floor(random() * accounts)::int AS account,
    CASE WHEN random() < 0.24 THEN floor(random() * 4) ELSE 4 + floor(random() + 0.36) END::int AS stage,
    500 + floor(random() * 200000) AS amount,
    current_date - 300 + floor(random() * 420)::int AS close_date,
    current_date - 400 + floor(random() * 90)::int AS entered_on,
    current_date - floor(random() * 30)::int AS progress
FROM shape, generate_series(1, size) AS n;
ANALYZE deal;
INSERT INTO opportunities_opportunity (partner_id, name, name_sort, account_id, type, stage_id, stage_since,
    probability, currency_id, amount, amount_company, expected_company, amount_typed, close_date, entered_on,
    closed_on, next_step,
    description, competitor, restricted, assignment_locked, lock_reason, entered_in_error, external_id,
    primary_person_id,
    entered_by_id, close_date_moves, last_progress_on, version, created_at, updated_at)
SELECT p.id, 'Measured deal ' || n, 'measured deal ' || n, a.id, 'new', s.id, entered_on, s.probability, 'USD',
    amount,
    amount, amount * s.probability / 100, true, close_date, entered_on, CASE WHEN s.outcome = 'open' THEN NULL ELSE
    entered_on + 60 END, 'Call back', '', '', false, false, '', false, 'measured-' || n, seller.id, seller.id, 0,
    progress, 1, now(), now()
FROM deal JOIN partner p ON p.number = deal.partner JOIN account a ON a.number = deal.account
JOIN stage s ON s.number = deal.stage
JOIN seller ON seller.organization_id = p.id AND seller.number = deal.seller % seller.colleagues;
CREATE TEMP TABLE entered AS SELECT o.id, o.partner_id, o.account_id, o.primary_person_id, o.stage_id, o.probability,
    o.amount, o.close_date, p.channel_manager_id, agent.id AS agent_id
FROM opportunities_opportunity o JOIN partner p ON p.id = o.partner_id
JOIN agent ON agent.number = o.id % (SELECT count(*) FROM agent)
WHERE o.external_id LIKE 'measured-%';
ANALYZE entered;
"""

# Whatever an opportunity carries: three people, their periods, three lines, its state, its history, its last run.
CHILDREN = """
CREATE TEMP TABLE teammate AS
SELECT id, partner_id, stage_id, primary_person_id AS person_id, 'entered' AS how, '' AS rule, false AS lead
FROM entered
UNION ALL SELECT id, partner_id, stage_id, channel_manager_id, 'rule', 'Measured', false FROM entered
UNION ALL SELECT id, partner_id, stage_id, agent_id, 'rule', 'Measured', true FROM entered;
INSERT INTO opportunities_member (opportunity_id, partner_id, person_id, how, team_role, is_lead, lead_by_hand,
    rule_name,
    score, reason, answer, added_at, still_open)
SELECT teammate.id, partner_id, person_id, how, '', lead, false, rule, '', '{}'::jsonb, '', now(), outcome = 'open'
FROM teammate JOIN opportunities_stage AS stage ON stage.id = stage_id;
INSERT INTO opportunities_memberperiod (opportunity_id, partner_id, person_id, how, since)
SELECT id, partner_id, person_id, how, now() FROM teammate;
INSERT INTO directory_accountpartner (account_id, partner_id)
SELECT DISTINCT account_id, partner_id FROM entered ON CONFLICT DO NOTHING;
INSERT INTO directory_contact (account_id, partner_id, shared, name, name_sort, email, phone, job_title, version,
    created_at)
SELECT account_id, min(partner_id), true, 'Buyer ' || account_id, 'buyer ' || account_id, '', '', '', 1, now()
FROM entered GROUP BY account_id;
INSERT INTO opportunities_revenueline (opportunity_id, partner_id, product_id, position, quantity, unit_price,
    discount,
    amount, amount_company, expected_company, probability, stage_id, date, in_forecast, upside, version)
SELECT e.id, partner_id, product.id, k, 1, amount / 3, 0, amount / 3, amount / 3, amount * probability / 300,
    probability,
    stage_id, close_date, true, '', 1
FROM entered e, generate_series(0, 2) AS k JOIN product ON product.number = k;
INSERT INTO opportunities_opportunitystate (opportunity_id, partner_id, since, stage_id, amount_company, probability,
    close_date)
SELECT id, partner_id, now(), stage_id, amount, probability, close_date FROM entered;
INSERT INTO opportunities_opportunityhistory (opportunity_id, partner_id, verb, at, parameters,
    organization_id, person_id)
SELECT id, partner_id, 'opportunity.entered', now() - interval '1 hour', '{}'::jsonb, partner_id, primary_person_id
FROM entered
UNION ALL SELECT id, partner_id, 'opportunity.changed', now(), '{"changes": {"next_step": ["",
    "Call back"]}}'::jsonb, partner_id,
    primary_person_id FROM entered;
INSERT INTO assignment_assignmentrun (opportunity_id, partner_id, trigger, outcome, rule_versions, result, started_at,
    milliseconds)
SELECT id, partner_id, 'created', 'assigned', '{}'::jsonb, sample.result, now() - random() * interval '400 days', 5
FROM entered, (SELECT result FROM assignment_assignmentrun ORDER BY id LIMIT 1) AS sample;
-- Triggers are off while this runs, and everybody has an agent.
DO $$ BEGIN ASSERT NOT EXISTS (SELECT FROM entered WHERE agent_id IS NULL); END $$;
"""
LARGE = (
    "opportunities_opportunity",
    "opportunities_member",
    "opportunities_memberperiod",
    "opportunities_revenueline",
    "opportunities_opportunitystate",
    "opportunities_opportunityhistory",
    "assignment_assignmentrun",
    "directory_contact",
)
