// A real OpenID provider for the tests: node provider.js PORT REDIRECT_URI HOME PEOPLE_JSON
import Provider from "oidc-provider";

const [port, redirectUri, home, people] = process.argv.slice(2);
const known = JSON.parse(people);
const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "observatoire",
      client_secret: "a secret of the tests",
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [redirectUri, home],
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups", "places"] },
  // The roles are read from the ID token, which is signed.
  conformIdTokenClaims: false,
  cookies: { keys: ["a key of the tests"] },
  features: { devInteractions: { enabled: true } },
  findAccount: (_context, id) =>
    known[id] && { accountId: id, claims: async () => ({ sub: id, email_verified: true, ...known[id] }) },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
