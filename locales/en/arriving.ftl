# A request that begins from a link or a QR code.

arrived-topic = Welcome! Let us file a request: **{ $topic }**.
arrived-place = Welcome! Let us file a request about this place: **{ $place }**.
arrived-both = Welcome! Let us file a request: **{ $topic }**, { $place }.
