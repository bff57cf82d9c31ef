export function ServicesView() {
  return null;
}
