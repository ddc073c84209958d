from tests.opportunities.scene import committed_scene, module_scene, scene

__all__ = ["committed_scene", "module_scene", "scene"]
