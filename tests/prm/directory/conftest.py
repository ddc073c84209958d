from tests.opportunities.scene import module_scene, scene

__all__ = ["module_scene", "scene"]
