import '#domain/fill-ins';
