void web_assets_placeholder(void);
