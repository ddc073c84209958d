from django.urls import include, path

from tests.bench import limits

urlpatterns = [path("limit/<slug:page>/", limits.page_without_queries), path("", include("prm.urls"))]
