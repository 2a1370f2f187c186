"""Replaces Wagtail's permission policies for pictures and documents, which let owners change what live pages show.

Until Wagtail 8 they are attributes of two modules, from which the views import them. Those assignments can go with
Wagtail 7; the policy stays.
"""

from wagtail import permissions
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from .usage import find_in_use


class LibraryPermissionPolicy(CollectionOwnershipPermissionPolicy):
    """Whoever uploaded a picture or document may change it until it is in use; from then on `change` is needed.

    Lists still have what is in use, so that its owner finds it: the views ask again for each instance.
    """

    def user_has_any_permission_for_instance(self, user, actions, instance):
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return allowed and not (self.rests_on_ownership(user, actions, instance) and self.is_in_use(user, instance))

    def rests_on_ownership(self, user, actions, instance):
        """Whether the user, who may do one of these actions, may do so only as the one who uploaded the instance."""
        known = {"change" if action == "delete" else action for action in actions}
        return not self._check_perm(user, known, collection=instance.collection)

    def is_in_use(self, user, instance):
        """Asked once for all that the user has uploaded, and kept as Wagtail keeps permissions: as long as the user."""
        cache_name = f"_{self.model._meta.model_name}_in_use"
        if not hasattr(user, cache_name):
            own = self.model._default_manager.filter(**{self.owner_field_name: user})
            setattr(user, cache_name, find_in_use(own))
        return str(instance.pk) in getattr(user, cache_name)

    def why_owner_may_not_change(self, user, instance) -> str:
        """For an owner whose picture or document is in use, the reason in plain words; otherwise an empty string."""
        owns = super().user_has_any_permission_for_instance(user, ["change"], instance)
        if not owns or self.user_has_permission_for_instance(user, "change", instance):
            return ""
        kind = "picture" if isinstance(instance, get_image_model()) else "document"
        return (
            f"This {kind} is on a page that is live, scheduled, or waits for approval; "
            f"only editors may change or delete it. Ask an editor, or upload another {kind}."
        )


def image_policy():
    return LibraryPermissionPolicy(get_image_model(), "wagtailimages.Image", "uploaded_by_user")


def document_policy():
    return LibraryPermissionPolicy(get_document_model(), "wagtaildocs.Document", "uploaded_by_user")


def policy_of(item):
    """The permission policy of a picture or document; None for anything else."""
    policies = {get_image_model(): image_policy, get_document_model(): document_policy}
    return policies[type(item)]() if type(item) in policies else None


def install_permission_policies():
    """Called by PagesConfig.ready(), before Wagtail's applications import the views that take the policies over."""
    if hasattr(permissions, "register_permission_policy"):
        for policy in (image_policy(), document_policy()):
            permissions.register_permission_policy(policy.model, policy, exact_class=True)
    else:
        from wagtail.documents import permissions as document_permissions
        from wagtail.images import permissions as image_permissions

        image_permissions.permission_policy = image_policy()
        document_permissions.permission_policy = document_policy()
