export function ServiceDetailView(_: { readonly name: string }) {
  return null;
}
