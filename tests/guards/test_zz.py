import time
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from opportunities.models import Opportunity
def test_it(populated, scene):
    with acting_as(SYSTEM):
        deal=Opportunity.objects.get(name="Open deal of pia").key
    c=populated.client("olga")
    t=time.time()
    for i in range(100): assert c.get("/admin/directory/person/").status_code==403
    print("403", (time.time()-t)*10)
    c=populated.client("ada")
    t=time.time()
    for i in range(20): assert c.get("/admin/directory/person/").status_code==200
    print("adm", (time.time()-t)*50)
    c=populated.client("pat")
    r=c.get(f"/opportunities/{deal}/history/")
