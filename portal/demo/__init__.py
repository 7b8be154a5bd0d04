"""Example data, always marked "data contoh": invented partners, pockets and pledges in real places."""
