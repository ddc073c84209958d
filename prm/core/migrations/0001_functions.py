"""The function behind every random key, made before the first table that uses it."""

from django.db import migrations

RANDOM_KEY = """
CREATE OR REPLACE FUNCTION prm_random_key() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT string_agg(substr('abcdefghijkmnpqrstuvwxyz23456789', (get_byte(bytes, place) & 31) + 1, 1), '')
    FROM (SELECT uuid_send(gen_random_uuid()) AS bytes OFFSET 0) AS random,
        unnest(ARRAY[0, 1, 2, 3, 4, 5, 10, 11, 12, 13]) AS place
$$
"""


class Migration(migrations.Migration):
    initial = True
    operations = [migrations.RunSQL(RANDOM_KEY, migrations.RunSQL.noop)]
