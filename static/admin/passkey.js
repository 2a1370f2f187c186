/* After django-otp-webauthn's script has made a passkey: on to the page that its response names. */

(() => {
  document.addEventListener("otp_webauthn.register_complete", (event) => {
    window.location.assign(event.detail.response.next);
  });
})();
