"""Evidence of deliveries: photos and documents, private until a verifier releases them one by one."""
