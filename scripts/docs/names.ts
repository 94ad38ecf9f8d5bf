/** `getLocalImageHosts` is `get_local_image_hosts` in Python. */
export function pythonName(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/** `getLocalImageHosts` is `GetLocalImageHosts` in Go. */
export function goName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
