export function CloudPage() {
  return <h1>Cloud</h1>;
}
