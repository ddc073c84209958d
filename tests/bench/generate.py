"""Opportunities by the ten thousand beside the demo's, skewed as real books are; written as the tables' owner."""

from __future__ import annotations

from psycopg2.extensions import connection as Connection

MASS = """
SELECT setseed(0.42);
CREATE TEMP TABLE shape AS SELECT %(size)s::int AS size, greatest(20, %(size)s / 500)::int AS partners,
    greatest(200, %(size)s / 50)::int AS accounts;
CREATE TEMP TABLE manager AS SELECT row_number() OVER (ORDER BY id) - 1 AS number, id FROM directory_person
    WHERE role = 'channel_manager';
CREATE TEMP TABLE agent AS SELECT row_number() OVER (ORDER BY id) - 1 AS number, id FROM directory_person
    WHERE role = 'sales_agent';
CREATE TEMP TABLE product AS SELECT row_number() OVER (ORDER BY id) - 1 AS number, id FROM catalog_product;
CREATE TEMP TABLE stage AS SELECT row_number() OVER (ORDER BY "order") - 1 AS number, id, probability, outcome
    FROM opportunities_stage;

INSERT INTO directory_organization (kind, name, name_sort, tier, type, country, region, postal_code,
    channel_manager_id, time_zone, active)
SELECT 'partner', 'Measured partner ' || n, 'measured partner ' || n, (ARRAY['silver', 'gold', 'platinum'])[1 + n %% 3],
    'reseller', '', '', '', (SELECT id FROM manager WHERE number = n %% (SELECT count(*) FROM manager)), 'UTC', true
FROM shape, generate_series(1, partners) AS n;
CREATE TEMP TABLE partner AS SELECT row_number() OVER (ORDER BY id) - 1 AS number, id, channel_manager_id
    FROM directory_organization WHERE name LIKE 'Measured partner %%';

INSERT INTO directory_person (organization_id, name, name_sort, role, job_title, phone, time_zone, language, theme,
    density, active)
SELECT p.id, 'Seller ' || p.number || '.' || n, 'seller ' || p.number || '.' || n, 'partner_rep', '', '', 'UTC', 'en', '', '', true
FROM partner AS p, generate_series(1, 3) AS n;
CREATE TEMP TABLE seller AS SELECT row_number() OVER (PARTITION BY organization_id ORDER BY id) - 1 AS number, id,
    organization_id FROM directory_person WHERE name LIKE 'Seller %%';

INSERT INTO directory_account (name, name_sort, industry, country, region, city, postal_code, domain, external_id,
    entered_by_id, version, created_at)
SELECT 'Measured customer ' || n, 'measured customer ' || n, 'retail', 'United States', 'OH', 'Columbus', '43004', '', '',
    (SELECT id FROM directory_organization WHERE kind = 'brand_owner'), 1, now()
FROM shape, generate_series(1, accounts) AS n;
CREATE TEMP TABLE account AS SELECT row_number() OVER (ORDER BY id) - 1 AS number, id FROM directory_account
    WHERE name LIKE 'Measured customer %%';

CREATE TEMP TABLE deal AS
SELECT n, floor(partners * power(random(), 3))::int AS partner, floor(random() * 3)::int AS seller,
    floor(random() * accounts)::int AS account, floor(random() * 6)::int AS stage,
    500 + floor(random() * 200000) AS amount,
    current_date - 300 + floor(random() * 420)::int AS close_date,
    current_date - 400 + floor(random() * 90)::int AS entered_on
FROM shape, generate_series(1, size) AS n;

INSERT INTO opportunities_opportunity (partner_id, name, name_sort, account_id, type, stage_id, stage_since,
    probability, currency_id, amount, amount_company, expected_company, amount_typed, close_date, entered_on, closed_on, next_step,
    description, competitor, restricted, assignment_locked, lock_reason, entered_in_error, external_id, primary_person_id,
    entered_by_id, close_date_moves, last_progress_on, version, created_at, updated_at)
SELECT p.id, 'Measured deal ' || n, 'measured deal ' || n, a.id, 'new', s.id, entered_on, s.probability, 'USD', amount,
    amount, amount * s.probability / 100, true, close_date, entered_on, CASE WHEN s.outcome = 'open' THEN NULL ELSE
    entered_on + 60 END, 'Call back', '', '', false, false, '', false, 'measured-' || n, seller.id, seller.id, 0,
    current_date - floor(random() * 30)::int, 1, now(), now()
FROM deal JOIN partner p ON p.number = deal.partner JOIN account a ON a.number = deal.account
JOIN stage s ON s.number = deal.stage JOIN seller ON seller.organization_id = p.id AND seller.number = deal.seller;
CREATE TEMP TABLE entered AS SELECT o.id, o.partner_id, o.primary_person_id, o.stage_id, o.probability, o.amount,
    o.close_date, p.channel_manager_id, deal.n FROM opportunities_opportunity o
    JOIN deal ON o.external_id = 'measured-' || deal.n JOIN partner p ON p.id = o.partner_id;

INSERT INTO opportunities_member (opportunity_id, partner_id, person_id, how, team_role, is_lead, lead_by_hand, rule_name,
    score, reason, answer, added_at)
SELECT id, partner_id, primary_person_id, 'entered', '', false, false, '', '', '{}'::jsonb, '', now() FROM entered
UNION ALL SELECT id, partner_id, channel_manager_id, 'rule', '', false, false, 'Measured', '', '{}'::jsonb, '', now() FROM entered
UNION ALL SELECT e.id, partner_id, agent.id, 'rule', '', true, false, 'Measured', '', '{}'::jsonb, '', now() FROM entered e
    JOIN agent ON agent.number = e.n %% (SELECT count(*) FROM agent);
INSERT INTO directory_accountpartner (account_id, partner_id)
SELECT DISTINCT account_id, partner_id FROM opportunities_opportunity WHERE external_id LIKE 'measured-%%'
ON CONFLICT DO NOTHING;
INSERT INTO opportunities_revenueline (opportunity_id, partner_id, product_id, position, quantity, unit_price, discount,
    amount, amount_company, expected_company, probability, stage_id, date, in_forecast, upside, version)
SELECT e.id, partner_id, product.id, k, 1, amount / 3, 0, amount / 3, amount / 3, amount * probability / 300, probability,
    stage_id, close_date, true, '', 1
FROM entered e, generate_series(0, 2) AS k JOIN product ON product.number = k;
INSERT INTO opportunities_opportunitystate (opportunity_id, partner_id, since, stage_id, amount_company, probability,
    close_date)
SELECT id, partner_id, now(), stage_id, amount, probability, close_date FROM entered;
"""


def fill(connection: Connection, size: int) -> None:
    """Add `size` opportunities with teams of three, three revenue lines and one state each, then gather statistics."""
    with connection.cursor() as cursor:
        cursor.execute(MASS, {"size": size})
        connection.commit()
        connection.autocommit = True
        cursor.execute("ANALYZE")
