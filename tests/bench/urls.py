from django.urls import include, path

from tests.bench import limits

urlpatterns = [path("limit/list/", limits.list_without_queries), path("", include("prm.urls"))]
