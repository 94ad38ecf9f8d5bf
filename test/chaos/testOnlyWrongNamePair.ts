/** A certificate for another host name than the tests connect to, with its key. Made for these tests: nothing else trusts it. */
export const testOnlyWrongNamePair = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBrTCCAVOgAwIBAgIUctUW2shgGTlPzfmMhXRd9ep8xb4wCgYIKoZIzj0EAwIw
HDEaMBgGA1UEAwwRZWxzZXdoZXJlLmludmFsaWQwIBcNMjYxMTI0MTcxMzM2WhgP
MjEyNjEwMzExNzEzMzZaMBwxGjAYBgNVBAMMEWVsc2V3aGVyZS5pbnZhbGlkMFkw
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEj9zTnNevngP5fr8LUbdEViwWqKJRAIwX
dVkmc6Cvi8Zun/kGhoejn2LZo05sgghfPQq0aDsb1aN8GwLhbjRcsaNxMG8wHQYD
VR0OBBYEFI+VvZu41NOHMGpRswv5j1zozBdLMB8GA1UdIwQYMBaAFI+VvZu41NOH
MGpRswv5j1zozBdLMA8GA1UdEwEB/wQFMAMBAf8wHAYDVR0RBBUwE4IRZWxzZXdo
ZXJlLmludmFsaWQwCgYIKoZIzj0EAwIDSAAwRQIgfje/HUYnKMYFelxQFbBriG12
g9q+o+nqD9XLwXxxFksCIQCns5cEzwVkcY3YXyQY0u3gS8ILaWxSd/iG2h2+h6m2
Ng==
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgcy2A2gMhE4dlF3Mj
+sQZghjctgVJj+1MLRfJ0aLK7uShRANCAASP3NOc16+eA/l+vwtRt0RWLBaoolEA
jBd1WSZzoK+Lxm6f+QaGh6OfYtmjTmyCCF89CrRoOxvVo3wbAuFuNFyx
-----END PRIVATE KEY-----
`,
};
