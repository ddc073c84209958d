from django.urls import include, path, re_path

from tests.bench import limits

urlpatterns = [re_path(r"^limit/(?P<address>.*)$", limits.page_without_queries), path("", include("prm.urls"))]
