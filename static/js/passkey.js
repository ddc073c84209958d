// data-passkey="get" or "create" on a form: sending it asks the browser for a key and sends its answer along.
// The options are JSON in the element data-options names, or come from data-options-address.

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
  const answer = await fetch(form.dataset.optionsAddress, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`The passkey options were refused: ${answer.status}`);
  return answer.json();
}

// A passkey signs in by itself, so the key must remember the account and ask for a finger, a face or a code.
function asPasskey(options, passwordless) {
  Object.assign(options.publicKey.authenticatorSelection, {
    residentKey: passwordless ? "required" : "discouraged",
    requireResidentKey: passwordless,
    ...(passwordless && { userVerification: "required" }),
  });
  return options;
}

async function ask(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey === "get") return window.webauthnJSON.get(options.request_options);
  const passwordless = Boolean(form.elements.passwordless?.checked);
  return window.webauthnJSON.create(asPasskey(options.creation_options, passwordless));
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-passkey]")) return;
  event.preventDefault();
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await ask(form));
  } catch (error) {
    console.error(error);
    failed.hidden = false;
    return;
  }
  form.submit();
});
